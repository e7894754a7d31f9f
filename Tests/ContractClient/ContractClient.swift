// Filled by the build from api/: a client of the contract that we serve, for tests.
