// Made from openapi.json by `contract-generator generate --client`; edit that, not this file.
import ClientRuntime
import ContractRuntime
import Crypto
import HTTPTypes
