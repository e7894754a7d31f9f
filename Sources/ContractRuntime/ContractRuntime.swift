// ContractRuntime
