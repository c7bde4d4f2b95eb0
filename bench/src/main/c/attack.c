/* An attacker who wants to hide what it does in a flood of calls, and the actions that must be seen.
 * usage: attack opens|forks|sockets|uring|failures|setuids|closes SECONDS    floods: one process for each processor, in a session of its own
 *        attack marks COUNT SECONDS    that many programs, setuids, ptraces and memfds, evenly distributed over the time
 * A flood prints how many rounds its processes made, marks print the seconds that they took. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <sched.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/mman.h>
#include <sys/ptrace.h>
#include <sys/socket.h>
#include <sys/syscall.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

#define FIRST_USER 100000 /* the marks change to users that nobody else has */

static double now(void) {
  struct timespec t;
  clock_gettime(CLOCK_MONOTONIC, &t);
  return t.tv_sec + t.tv_nsec / 1e9;
}

static void sleep_until(double when) {
  double left = when - now();
  if (left <= 0) return;
  struct timespec t = {(time_t)left, (long)((left - (time_t)left) * 1e9)};
  nanosleep(&t, NULL);
}

static void opens(void) { close(open("/etc/hostname", O_RDONLY)); }

static void closes(void) { close(dup(0)); }

static void forks(void) {
  pid_t child = fork();
  if (child == 0) _exit(0);
  waitpid(child, NULL, 0);
}

static void sockets(void) {
  struct sockaddr_in to = {.sin_family = AF_INET, .sin_port = htons(9), .sin_addr.s_addr = htonl(INADDR_LOOPBACK)};
  int fd = socket(AF_INET, SOCK_DGRAM, 0);
  connect(fd, (struct sockaddr *)&to, sizeof(to));
  close(fd);
}

static int ring = -1;

static void uring(void) {
  static char parameters[120];
  if (ring < 0) ring = syscall(SYS_io_uring_setup, 8, parameters);
  syscall(SYS_io_uring_enter, ring, 0, 0, 0, NULL, 0);
}

static void failures(void) {
  static char *const none[] = {NULL};
  execve("/nowhere", none, none);
  syscall(SYS_clone3, NULL, 0);
}

static void setuids(void) { setuid(0); }

static const struct {
  const char *name;
  void (*round)(void);
} floods[] = {{"opens", opens}, {"forks", forks}, {"sockets", sockets}, {"uring", uring}, {"failures", failures}, {"setuids", setuids},
              {"closes", closes}};

static void flood_one(void (*round)(void), int cpu, double end) {
  cpu_set_t set;
  CPU_ZERO(&set);
  CPU_SET(cpu, &set);
  sched_setaffinity(0, sizeof(set), &set);
  long rounds = 0;
  for (; now() < end; rounds += 50)
    for (int i = 0; i < 50; i++) round();
  printf("%ld\n", rounds);
}

static void flood(void (*round)(void), double seconds) {
  double end = now() + seconds;
  setsid();
  for (int cpu = 0; cpu < sysconf(_SC_NPROCESSORS_ONLN); cpu++) {
    if (fork() == 0) {
      flood_one(round, cpu, end);
      exit(0);
    }
  }
  while (wait(NULL) > 0) continue;
}

/* Waits until it is traced, changes its user and becomes another program. */
static void marked_child(int number, int start) {
  char text[16], byte;
  snprintf(text, sizeof(text), "%d", number);
  if (read(start, &byte, 1) != 1 || setuid(FIRST_USER + number)) _exit(1);
  execl("/bin/true", "true", "eyas-mark", text, NULL);
  _exit(1);
}

static int mark(int number) {
  int start[2], status;
  if (pipe(start)) return 1;
  pid_t child = fork();
  if (child == 0) marked_child(number, start[0]);
  int failed = ptrace(PTRACE_SEIZE, child, NULL, NULL) != 0;
  int memory = memfd_create("eyas-mark", 0);
  failed |= memory < 0 || write(start[1], "x", 1) != 1;
  while (waitpid(child, &status, 0) == child && !WIFEXITED(status)) ptrace(PTRACE_CONT, child, NULL, NULL);
  close(memory);
  close(start[0]);
  close(start[1]);
  return failed || WEXITSTATUS(status) != 0;
}

static int marks(int count, double seconds) {
  double start = now();
  int failed = 0;
  for (int i = 0; i < count; i++) {
    sleep_until(start + i * seconds / count);
    failed += mark(i);
  }
  printf("%.1f\n", now() - start);
  if (failed) fprintf(stderr, "Error: %d of %d marks failed\n", failed, count);
  return failed != 0;
}

int main(int argc, char **argv) {
  if (argc == 4 && strcmp(argv[1], "marks") == 0) return marks(atoi(argv[2]), atof(argv[3]));
  for (size_t i = 0; argc == 3 && i < sizeof(floods) / sizeof(floods[0]); i++) {
    if (strcmp(argv[1], floods[i].name) == 0) {
      flood(floods[i].round, atof(argv[2]));
      return 0;
    }
  }
  fprintf(stderr, "usage: attack opens|forks|sockets|uring|failures|setuids|closes SECONDS, or attack marks COUNT SECONDS\n");
  return 2;
}
