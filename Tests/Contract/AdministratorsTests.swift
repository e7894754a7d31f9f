import ContractGenerator
import TestSupport
import TestTraits
import Testing

/// Roles come from the database, for each request.
@Suite(.blocking) struct AdministratorsTests {
    @Test(arguments: TestDatabase.System.allCases)
    func whoIsAddedOrRemovedIsSoFromTheNextRequestOn(system: TestDatabase.System) throws {
        let client = try Client(ServerProcess(on: system))
        let user = Requests.freshID()
        let list = Requests.administrators(by: Int64(user))
        #expect(try client.send(list, as: "listAdministrators").status == 403)
        #expect(try client.send(Requests.putAdministrator(user, rank: "admin"), as: "putAdministrator").status == 200)
        let items = try client.send(list, as: "listAdministrators").json["items"].elements
        let item = items.first { $0["telegram_id"].text == String(user) }
        #expect(item?["rank"].text == "admin" && item?["active"].json == "true")
        let removal = Requests.administrators(user, method: "DELETE", by: Int64(user))
        #expect(try client.send(removal, as: "deleteAdministrator").status == 403, "an administrator is no superadmin")
        let deletion = Requests.administrators(user, method: "DELETE")
        #expect(try client.send(deletion, as: "deleteAdministrator").status == 204)
        #expect(try client.send(list, as: "listAdministrators").status == 403)
        #expect(try client.send(deletion, as: "deleteAdministrator").status == 404)
    }

    @Test(arguments: TestDatabase.System.allCases)
    func theLastSuperadministratorStays(system: TestDatabase.System) throws {
        let client = try Client(ServerProcess(on: system))
        let last = Int(Identities.admin)
        let deletion = Requests.administrators(last, method: "DELETE")
        let reply = try client.send(deletion, as: "deleteAdministrator")
        #expect(reply.status == 409 && reply.problem == "conflict")
        let lowering = try client.send(Requests.putAdministrator(last, rank: "admin"), as: "putAdministrator")
        #expect(lowering.status == 409 && lowering.problem == "conflict")
    }

    @Test func withoutSuperadministratorsAdministratorsHaveTheirRights() throws {
        let settings = ServerSettings.standard.filter { $0.key != "TELEGRAM_SUPERADMINS" }
        let client = try Client(ServerProcess(settings))
        let user = Requests.freshID()
        let addition = Requests.putAdministrator(user, rank: "superadmin")
        #expect(try client.send(addition, as: "putAdministrator").status == 200)
        #expect(try client.send(addition, as: "putAdministrator").status == 403, "there is a superadministrator")
    }
}
