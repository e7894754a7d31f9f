/// The rules over what surrounds the schemas: paths, operations, parameters, bodies, responses, security.
extension DiffRule {
    var interface: Facts? {
        switch self {
        case .pathRemoved:
            .always(
                .error,
                "A path is gone with all its operations.",
                "Keep it and mark it deprecated until its clients are gone."
            )
        case .pathAdded:
            .always(.info, "A path is new.")
        case .operationRemoved:
            .always(.error, "A path lost a method.", "Keep it and mark it deprecated until its clients are gone.")
        case .operationAdded:
            .always(.info, "A path has a new method.")
        case .operationMoved:
            .always(
                .error,
                "The same `operationId` now stands at another path or method.",
                "Keep the old address as well until its clients are gone."
            )
        case .operationIdChanged:
            .always(
                .warning,
                "An operation is the same request under another `operationId`: generated clients rename their method.",
                "Keep the old name unless it is wrong."
            )
        case .pathParameterRenamed:
            .always(
                .warning,
                """
                A parameter in the path has another name: the URL is the same, arguments of generated clients \
                are not.
                """,
                "Keep the old name unless it is wrong."
            )
        case .trailingSlashRequired:
            .always(
                .error,
                """
                `x-optional-trailing-slash` is gone: the other spelling of the path is answered 308, which probes take \
                for success and preflights refuse.
                """,
                "Keep both spellings."
            )
        case .trailingSlashOptional:
            .always(.info, "A path is served with its last slash and without.")
        case .serverRemoved:
            .always(
                .warning,
                "A server URL is no longer listed for the operation.",
                "Make sure that nobody uses the old address, or keep it listed."
            )
        case .serverAdded:
            .always(.info, "A server URL is new for the operation.")
        case .deprecated:
            .always(.info, "An operation, parameter, header or schema is now deprecated.")
        case .undeprecated:
            .always(.info, "An operation, parameter, header or schema is no longer deprecated.")
        case .requiredParameterAdded:
            .always(.error, "A new parameter must be sent.", "Make it optional.")
        case .optionalParameterAdded:
            .always(.info, "A new parameter may be sent.")
        case .parameterRemoved:
            .always(
                .warning,
                "A parameter is gone: what clients send there is ignored.",
                "Keep it, deprecated, as long as it has a meaning for clients."
            )
        case .parameterBecameRequired:
            .always(.error, "A parameter that could be left out must be sent.", "Leave it optional.")
        case .parameterBecameOptional:
            .always(.info, "A parameter may now be left out.")
        case .parameterMoved:
            .always(
                .error,
                "A parameter is now sent in another place: path, query, header or cookie.",
                "Accept it in the old place too."
            )
        case .parameterStyleChanged:
            .always(
                .error,
                """
                A parameter is written in another way (`style`, `explode`, `allowEmptyValue`, or `content` for \
                `schema`).
                """,
                "Keep the old form; a new parameter can have the other one."
            )
        case .requiredBodyAdded:
            .always(.error, "The operation now needs a request body.", "Make the body optional.")
        case .optionalBodyAdded:
            .always(.info, "The operation may now have a request body.")
        case .bodyRemoved:
            .always(
                .error,
                "The request body that clients send is no longer read.",
                "Keep accepting what clients may send, or offer a new operation beside this one."
            )
        case .bodyBecameRequired:
            .always(.error, "The request body can no longer be left out.", "Leave it optional.")
        case .bodyBecameOptional:
            .always(.info, "The request body may now be left out.")
        case .bodyLimitLowered:
            .always(
                .error,
                "`x-max-body-bytes` is smaller: a body that was accepted is answered 413.",
                "Keep the old limit."
            )
        case .bodyLimitRaised:
            .always(.info, "`x-max-body-bytes` is larger.")
        case .depthLimitLowered:
            .always(
                .error,
                "`x-max-depth` is smaller: JSON that was accepted is answered 400.",
                "Keep the old limit."
            )
        case .depthLimitRaised:
            .always(.info, "`x-max-depth` is larger.")
        case .mediaTypeRemoved:
            .always(
                .error,
                "A media type is no longer read, or no longer sent.",
                "Keep the media type beside the new ones."
            )
        case .mediaTypeAdded:
            .always(.info, "Another media type is read, or sent to those who accept it.")
        case .successStatusRemoved:
            .always(.error, "A status below 400 is no longer answered: clients wait for it.", "Keep answering it.")
        case .successStatusAdded:
            .always(
                .warning,
                "A status below 400 is new: clients that know only the old ones may take it for a failure.",
                "Answer it only where clients ask for what is new."
            )
        case .errorStatusRemoved:
            .always(.info, "A status of 400 or above is no longer answered.")
        case .errorStatusAdded:
            .always(.info, "A status of 400 or above is new; clients understand its class (RFC 9110, section 15).")
        case .requiredHeaderRemoved:
            .always(.error, "A response header that was always there is no longer promised.", "Keep sending it.")
        case .optionalHeaderRemoved:
            .always(
                .warning,
                "A response header that could be there is gone.",
                "Keep sending it where it has a meaning for clients."
            )
        case .headerAdded:
            .always(.info, "A response header is new.")
        case .headerBecameOptional:
            .always(.error, "A response header that was always there may now be missing.", "Keep sending it always.")
        case .headerBecameRequired:
            .always(.info, "A response header is now always there.")
        case .securityAdded:
            .always(
                .error,
                "An operation that needed no credentials needs them.",
                "Leave it public, or offer a new operation beside this one."
            )
        case .securityAlternativeRemoved:
            .always(
                .error,
                "Credentials that were enough are no longer accepted.",
                "Keep accepting them until nobody sends them."
            )
        case .securityAlternativeAdded:
            .always(.info, "Other credentials are accepted too.")
        case .securitySchemeAdded:
            .always(
                .error,
                "A further credential is needed beside those that were enough.",
                "Accept the old credentials alone as another alternative."
            )
        case .securitySchemeRemoved:
            .always(.info, "One of several credentials is no longer needed.")
        case .securityBecameOptional:
            .always(
                .warning,
                "An operation that needed credentials no longer does.",
                "Make sure that everybody may do this."
            )
        case .securitySchemeChanged:
            .always(
                .error,
                "A credential is sent in another way: type, place, name or authorization scheme.",
                "Add the other way as a scheme of its own, and accept both."
            )
        case .roleAdded:
            .always(
                .error,
                "Callers need a role that they did not need.",
                "Leave the roles as they were, or offer a new operation beside this one."
            )
        case .roleRemoved:
            .always(.info, "Callers no longer need a role.")
        case .unauthorizedStatusChanged:
            .always(
                .warning,
                "Missing or wrong credentials are answered with another status (`x-unauthorized-status`).",
                "Keep the old status."
            )
        default: nil
        }
    }
}
