// A bare server on epoll: server PORT THREADS FILE answers every request with what the file holds.
//
// The least that HTTP on a socket costs: a thread each with a listening socket (SO_REUSEPORT) and an epoll of its own,
// one read and one write a request, nothing parsed but the end of the head. Requests have no body, and a client waits
// for its answer before it sends the next one.
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <errno.h>
#include <netinet/tcp.h>
#include <pthread.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/epoll.h>
#include <sys/socket.h>
#include <unistd.h>

static char answer[65536];
static size_t answer_size;
static int port;

static void fail(const char *what) {
    perror(what);
    exit(1);
}

static int listen_here(void) {
    int on = 1, listener = socket(AF_INET, SOCK_STREAM | SOCK_NONBLOCK | SOCK_CLOEXEC, 0);
    if (listener < 0) fail("socket");
    setsockopt(listener, SOL_SOCKET, SO_REUSEADDR, &on, sizeof on);
    setsockopt(listener, SOL_SOCKET, SO_REUSEPORT, &on, sizeof on);
    struct sockaddr_in address = {.sin_family = AF_INET, .sin_port = htons(port), .sin_addr = {htonl(INADDR_LOOPBACK)}};
    if (bind(listener, (struct sockaddr *)&address, sizeof address) < 0) fail("bind");
    if (listen(listener, 4096) < 0) fail("listen");
    return listener;
}

static void watch(int loop, int fd) {
    struct epoll_event event = {.events = EPOLLIN, .data = {.fd = fd}};
    if (epoll_ctl(loop, EPOLL_CTL_ADD, fd, &event) < 0) fail("epoll_ctl");
}

static void accept_all(int loop, int listener) {
    int on = 1, client;
    while ((client = accept4(listener, NULL, NULL, SOCK_NONBLOCK | SOCK_CLOEXEC)) >= 0) {
        setsockopt(client, IPPROTO_TCP, TCP_NODELAY, &on, sizeof on);
        watch(loop, client);
    }
}

// Heads are short and loopback gives them whole: what does not end with an empty line is refused.
static void answer_one(int client) {
    char request[16384];
    ssize_t size = read(client, request, sizeof request);
    if (size < 0 && (errno == EAGAIN || errno == EINTR)) return;
    if (size < 4 || memcmp(request + size - 4, "\r\n\r\n", 4) != 0 ||
        write(client, answer, answer_size) != (ssize_t)answer_size) {
        close(client);
    }
}

static void *serve(void *unused) {
    (void)unused;
    struct epoll_event events[256];
    int listener = listen_here(), loop = epoll_create1(EPOLL_CLOEXEC);
    if (loop < 0) fail("epoll_create1");
    watch(loop, listener);
    for (;;) {
        int ready = epoll_wait(loop, events, 256, -1);
        for (int index = 0; index < ready; index++) {
            if (events[index].data.fd == listener) {
                accept_all(loop, listener);
            } else {
                answer_one(events[index].data.fd);
            }
        }
    }
    return NULL;
}

int main(int count, char **arguments) {
    if (count != 4) {
        fprintf(stderr, "usage: server PORT THREADS FILE\n");
        return 2;
    }
    port = atoi(arguments[1]);
    FILE *file = fopen(arguments[3], "rb");
    if (!file) fail(arguments[3]);
    answer_size = fread(answer, 1, sizeof answer, file);
    fclose(file);
    signal(SIGPIPE, SIG_IGN);
    for (int thread = 1; thread < atoi(arguments[2]); thread++) {
        pthread_t id;
        if (pthread_create(&id, NULL, serve, NULL) != 0) fail("pthread_create");
    }
    serve(NULL);
    return 0;
}
