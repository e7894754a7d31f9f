#pragma once
#include <hiredis/hiredis.h>
#include <stdlib.h>

// hiredis makes room for all elements that an answer announces. This is its own function of that name but for the bound;
// NULL ends the reading with REDIS_ERR_OOM.
#define CHIREDIS_MOST_ELEMENTS 65536
static inline void *chiredis_create_array(const redisReadTask *task, int elements) {
    if (elements < 0 || elements > CHIREDIS_MOST_ELEMENTS) return NULL;
    redisReply *reply = calloc(1, sizeof(*reply));
    if (reply == NULL) return NULL;
    reply->type = REDIS_REPLY_ARRAY;
    reply->elements = (size_t)elements;
    if (elements > 0) {
        reply->element = calloc((size_t)elements, sizeof(*reply->element));
        if (reply->element == NULL) {
            free(reply);
            return NULL;
        }
    }
    if (task->parent != NULL) ((redisReply *)task->parent->obj)->element[task->idx] = reply;
    return reply;
}
