#pragma once
#include <sys/epoll.h>
#include <sys/eventfd.h>
#include <sys/signalfd.h>
#include <sys/timerfd.h>
#include <sys/resource.h>

// accept4(2): glibc declares it only under _GNU_SOURCE, which module imports do not set.
extern int clinux_accept4(int socket, void *address, unsigned int *length, int flags) __asm__("accept4");
