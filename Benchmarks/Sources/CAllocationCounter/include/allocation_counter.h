#ifndef ALLOCATION_COUNTER_H
#define ALLOCATION_COUNTER_H

#include <stdint.h>

/// How many heap blocks the calling thread has asked for since it started; growing one counts as one more.
uint64_t allocation_counter_total(void);

#endif
