/* Makes one kind of system call many times. usage: calls getppid|write|open|dup COUNT [RATE]
 * RATE is the maximum number of calls per second; without it, or with 0, there is no maximum.
 * Prints nanoseconds per call: processor time of this process, and time of the clock. */
#include <fcntl.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/syscall.h>
#include <time.h>
#include <unistd.h>

/* The number of calls between two sleeps; a sleep is itself a call. */
#define BURST 500

static double now(clockid_t clock) {
  struct timespec t;
  clock_gettime(clock, &t);
  return t.tv_sec * 1e9 + t.tv_nsec;
}

static void sleep_until(double nanos) {
  double left = nanos - now(CLOCK_MONOTONIC);
  if (left > 0) {
    struct timespec t = {(time_t)(left / 1e9), (long)left % 1000000000L};
    nanosleep(&t, NULL);
  }
}

int main(int argc, char **argv) {
  if (argc < 3) {
    fprintf(stderr, "usage: calls getppid|write|open|dup COUNT [RATE]\n");
    return 2;
  }
  long count = atol(argv[2]);
  double rate = argc > 3 ? atof(argv[3]) : 0;
  int null = open("/dev/null", O_WRONLY);
  double cpu = now(CLOCK_PROCESS_CPUTIME_ID), wall = now(CLOCK_MONOTONIC);
  for (long i = 0; i < count; i++) {
    if (rate > 0 && i % BURST == 0) sleep_until(wall + i / rate * 1e9);
    if (strcmp(argv[1], "getppid") == 0) {
      syscall(SYS_getppid);
    } else if (strcmp(argv[1], "write") == 0) {
      if (write(null, "x", 1) != 1) return 1;
    } else if (strcmp(argv[1], "dup") == 0) {
      if (dup(-1) != -1) return 1; /* the cheapest call that changes descriptors: it fails */
    } else {
      close(open("/etc/hostname", O_RDONLY));
    }
  }
  printf("%.1f %.1f\n", (now(CLOCK_PROCESS_CPUTIME_ID) - cpu) / count, (now(CLOCK_MONOTONIC) - wall) / count);
  return 0;
}
