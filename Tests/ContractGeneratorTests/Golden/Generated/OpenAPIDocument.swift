// Made from api/ by `contract-generator generate`; edit the contract, not this file.

/// The whole contract as one OpenAPI document, as `GET /openapi.json` answers it.
package enum OpenAPIDocument {
    /// `info.version` of the contract.
    package static let version: StaticString = "1.0.0"
    package static let json: StaticString = ##"""
        {
          "openapi": "3.1.0",
          "info": {
            "title": "Items",
            "version": "1.0.0"
          },
          "tags": [
            {
              "name": "items"
            }
          ],
          "paths": {
            "/items/": {
              "post": {
                "operationId": "addItem",
                "tags": [
                  "items"
                ],
                "summary": "Add an item",
                "security": [
                  {
                    "secret": []
                  }
                ],
                "x-max-body-bytes": 4096,
                "requestBody": {
                  "required": true,
                  "content": {
                    "application/json": {
                      "schema": {
                        "$ref": "#/components/schemas/Item"
                      },
                      "examples": {
                        "tea": {
                          "value": {
                            "name": "Tea"
                          }
                        }
                      }
                    }
                  }
                },
                "responses": {
                  "201": {
                    "description": "It is there.",
                    "headers": {
                      "Location": {
                        "schema": {
                          "type": "string"
                        }
                      }
                    },
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/Item"
                        },
                        "example": {
                          "name": "Tea"
                        }
                      }
                    },
                    "links": {
                      "Get": {
                        "operationId": "getItem",
                        "parameters": {
                          "id": "$response.body#/id"
                        }
                      }
                    }
                  },
                  "400": {
                    "$ref": "#/components/responses/BadRequest"
                  },
                  "403": {
                    "$ref": "#/components/responses/Forbidden"
                  },
                  "405": {
                    "$ref": "#/components/responses/MethodNotAllowed"
                  },
                  "406": {
                    "$ref": "#/components/responses/NotAcceptable"
                  },
                  "413": {
                    "$ref": "#/components/responses/PayloadTooLarge"
                  },
                  "415": {
                    "$ref": "#/components/responses/UnsupportedMediaType"
                  }
                }
              }
            },
            "/items/{id}/": {
              "parameters": [
                {
                  "$ref": "#/components/parameters/ItemId"
                }
              ],
              "get": {
                "operationId": "getItem",
                "tags": [
                  "items"
                ],
                "summary": "Get an item",
                "security": [
                  {
                    "session": []
                  }
                ],
                "responses": {
                  "200": {
                    "description": "The item.",
                    "content": {
                      "application/json": {
                        "schema": {
                          "$ref": "#/components/schemas/Item"
                        },
                        "example": {
                          "name": "Tea"
                        }
                      }
                    }
                  },
                  "400": {
                    "$ref": "#/components/responses/BadRequest"
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  },
                  "404": {
                    "$ref": "#/components/responses/NotFound"
                  },
                  "405": {
                    "$ref": "#/components/responses/MethodNotAllowed"
                  },
                  "406": {
                    "$ref": "#/components/responses/NotAcceptable"
                  }
                }
              },
              "delete": {
                "operationId": "deleteItem",
                "tags": [
                  "items"
                ],
                "summary": "Delete an item",
                "security": [
                  {
                    "session": [
                      "admin"
                    ]
                  }
                ],
                "responses": {
                  "204": {
                    "description": "It is gone."
                  },
                  "400": {
                    "$ref": "#/components/responses/BadRequest"
                  },
                  "401": {
                    "$ref": "#/components/responses/Unauthorized"
                  },
                  "403": {
                    "$ref": "#/components/responses/Forbidden"
                  },
                  "404": {
                    "$ref": "#/components/responses/NotFound"
                  },
                  "405": {
                    "$ref": "#/components/responses/MethodNotAllowed"
                  }
                }
              }
            }
          },
          "components": {
            "securitySchemes": {
              "session": {
                "type": "http",
                "scheme": "bearer"
              },
              "secret": {
                "type": "apiKey",
                "in": "header",
                "name": "X-Secret",
                "x-unauthorized-status": 403
              }
            },
            "parameters": {
              "ItemId": {
                "name": "id",
                "in": "path",
                "required": true,
                "schema": {
                  "type": "integer",
                  "format": "int64",
                  "minimum": 1
                },
                "example": 7
              }
            },
            "responses": {
              "BadRequest": {
                "description": "Invalid.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    },
                    "example": {
                      "title": "Invalid."
                    }
                  }
                }
              },
              "Unauthorized": {
                "description": "Who are you?",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    },
                    "example": {
                      "title": "Who are you?"
                    }
                  }
                }
              },
              "Forbidden": {
                "description": "Not yours.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    },
                    "example": {
                      "title": "Not yours."
                    }
                  }
                }
              },
              "NotFound": {
                "description": "No such item.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    },
                    "example": {
                      "title": "No such item."
                    }
                  }
                }
              },
              "MethodNotAllowed": {
                "description": "Not this way.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    },
                    "example": {
                      "title": "Not this way."
                    }
                  }
                }
              },
              "NotAcceptable": {
                "description": "Not in that form.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    },
                    "example": {
                      "title": "Not in that form."
                    }
                  }
                }
              },
              "PayloadTooLarge": {
                "description": "Too large.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    },
                    "example": {
                      "title": "Too large."
                    }
                  }
                }
              },
              "UnsupportedMediaType": {
                "description": "Not JSON.",
                "content": {
                  "application/problem+json": {
                    "schema": {
                      "$ref": "#/components/schemas/Problem"
                    },
                    "example": {
                      "title": "Not JSON."
                    }
                  }
                }
              }
            },
            "schemas": {
              "Item": {
                "description": "A thing on a shelf.\nIt may have parts.",
                "type": "object",
                "required": [
                  "name",
                  "owner"
                ],
                "properties": {
                  "id": {
                    "type": "integer",
                    "format": "int64"
                  },
                  "name": {
                    "type": "string",
                    "minLength": 1,
                    "maxLength": 20,
                    "pattern": "^[a-z ]+$",
                    "description": "What it is called."
                  },
                  "owner": {
                    "type": [
                      "string",
                      "null"
                    ]
                  },
                  "note": {
                    "type": [
                      "string",
                      "null"
                    ]
                  },
                  "size": {
                    "type": "integer",
                    "minimum": 1,
                    "maximum": 100
                  },
                  "price": {
                    "type": "number",
                    "multipleOf": 0.01
                  },
                  "status": {
                    "type": "string",
                    "enum": [
                      "new",
                      "old",
                      "default"
                    ]
                  },
                  "origin": {
                    "enum": [
                      {
                        "country": "IN"
                      },
                      {
                        "country": "CN"
                      }
                    ]
                  },
                  "tags": {
                    "type": "array",
                    "items": {
                      "type": "string"
                    },
                    "uniqueItems": true,
                    "maxItems": 5
                  },
                  "counts": {
                    "type": "object",
                    "additionalProperties": {
                      "type": "integer",
                      "minimum": 0,
                      "maximum": 9
                    }
                  },
                  "parent": {
                    "$ref": "#/components/schemas/Item"
                  },
                  "parts": {
                    "type": "array",
                    "items": {
                      "$ref": "#/components/schemas/Item"
                    }
                  }
                },
                "patternProperties": {
                  "^x-": {
                    "type": "string"
                  }
                },
                "additionalProperties": false,
                "dependentRequired": {
                  "price": [
                    "size"
                  ]
                },
                "oneOf": [
                  {
                    "required": [
                      "id"
                    ]
                  },
                  {
                    "required": [
                      "size"
                    ]
                  },
                  {
                    "properties": {
                      "id": false,
                      "size": false
                    }
                  }
                ]
              },
              "Problem": {
                "type": "object",
                "properties": {
                  "title": {
                    "type": "string"
                  }
                },
                "required": [
                  "title"
                ]
              }
            }
          }
        }

        """##
}
