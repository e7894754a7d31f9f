import Testing

@testable import Impl

/// How processes share the inbox.
struct MembershipTests {
    @Test(arguments: [1, 2, 3, 5, 40]) func eachPartitionHasOneMember(count: Int) {
        let members = (0..<Int64(count)).map { $0 * 17 + 5 }
        let shares = members.map { Membership.partitions(of: $0, members: members) }
        #expect(shares.flatMap(\.self).sorted() == Array(0..<32))
        #expect((shares.map(\.count).max() ?? 0) - (shares.map(\.count).min() ?? 0) <= 1)
    }
}
