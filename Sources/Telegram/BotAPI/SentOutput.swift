import ClientRuntime
import ContractRuntime
import TelegramAPI

/// The answer to any method that sends: of it only a message's id is read.
struct SentOutput: ServiceOutput {
    let outcome: ServiceOutcome<Int64?, Failure>

    init(_ answer: ServiceAnswer) throws(ServiceError) {
        guard answer.status == 200 else {
            let failure = try answer.json { (value: JSONValue, validation: inout Validation) in
                Failure.decode(value, &validation)
            }
            outcome = .failure(status: answer.status, failure)
            return
        }
        let id = try answer.json { (value: JSONValue, _: inout Validation) -> Int64?? in
            guard value.member("ok")?.bool == true else { return nil }
            return .some(value.member("result")?.member("message_id")?.int64)
        }
        outcome = .success(id)
    }
}
