/* Marks the time for benchmarks of agents: opens files whose names contain a running number and the time.
 * usage: marker FOLDER MILLIS
 * Every MILLIS milliseconds, until SIGTERM, it creates, closes and removes FOLDER/eyas-mark-NUMBER-NANOS, with the nanoseconds since 1970
 * directly before the open, so that an alert with the name of the file needs no clock of the agent. Then it prints how many it made. */
#define _GNU_SOURCE
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>

static volatile sig_atomic_t ended;

static void end(int signal) {
  (void)signal;
  ended = 1;
}

static int mark(const char *folder, long number) {
  char path[512];
  struct timespec t;
  clock_gettime(CLOCK_REALTIME, &t);
  snprintf(path, sizeof(path), "%s/eyas-mark-%ld-%lld", folder, number, t.tv_sec * 1000000000LL + t.tv_nsec);
  int fd = open(path, O_CREAT | O_WRONLY, 0600);
  if (fd < 0) {
    perror(path);
    return 1;
  }
  close(fd);
  unlink(path);
  return 0;
}

int main(int argc, char **argv) {
  if (argc != 3 || atol(argv[2]) < 1) {
    fprintf(stderr, "usage: marker FOLDER MILLIS\n");
    return 2;
  }
  struct sigaction action = {.sa_handler = end};
  sigaction(SIGTERM, &action, NULL);
  struct timespec next;
  clock_gettime(CLOCK_MONOTONIC, &next);
  long made = 0;
  while (!ended) {
    if (mark(argv[1], made)) return 1;
    made++;
    next.tv_nsec += atol(argv[2]) * 1000000L;
    next.tv_sec += next.tv_nsec / 1000000000L;
    next.tv_nsec %= 1000000000L;
    clock_nanosleep(CLOCK_MONOTONIC, TIMER_ABSTIME, &next, NULL);
  }
  printf("%ld\n", made);
  return 0;
}
