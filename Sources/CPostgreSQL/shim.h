#pragma once
#include <libpq-fe.h>

// libpq prints notices to standard error unless it is told where else they go.
static inline void cpostgresql_discard_notice(void *context, const PGresult *notice) {
    (void)context;
    (void)notice;
}
static inline void cpostgresql_discard_notices(PGconn *connection) {
    PQsetNoticeReceiver(connection, cpostgresql_discard_notice, 0);
}
