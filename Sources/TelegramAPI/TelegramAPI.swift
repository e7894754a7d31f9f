// Filled by the build from api/services/telegram/: calls of the Bot API and the types of its updates.
