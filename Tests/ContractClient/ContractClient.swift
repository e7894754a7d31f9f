// This module is what the build makes of `api/` for its tests: a client of the contract that we serve, as `TelegramAPI`
// is one of the Bot API.
