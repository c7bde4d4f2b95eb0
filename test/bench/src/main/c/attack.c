/* An attacker who wants to hide what it does in a flood of calls, and the actions that must be seen.
 * usage: attack opens|forks|sockets|uring|failures|setuids|closes SECONDS    floods: one process for each processor, in a session of its own
 *        attack marks COUNT SECONDS    that many programs, setuids, ptraces and memfds, evenly distributed over the time
 * A flood prints how many rounds each of its processes made and their processor time in ns, marks print the seconds that they took. */
#define _GNU_SOURCE
#include <arpa/inet.h>
#include <fcntl.h>
#include <linux/io_uring.h>
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

#define REQUESTS 32

/* A ring of io_uring by which files are opened, 32 with one call. Their descriptors are the ring's own: each replaces an earlier one. */
static struct {
  int fd;
  unsigned *tail, *head, *results;
  struct io_uring_sqe *requests;
} ring = {.fd = -1};

static void set_up_ring(void) {
  struct io_uring_params parameters = {0};
  int none[REQUESTS];
  memset(none, -1, sizeof(none));
  ring.fd = syscall(SYS_io_uring_setup, REQUESTS, &parameters);
  if (ring.fd < 0 || syscall(SYS_io_uring_register, ring.fd, IORING_REGISTER_FILES, none, REQUESTS)) exit(1);
  size_t size = parameters.cq_off.cqes + parameters.cq_entries * sizeof(struct io_uring_cqe);
  char *queue = mmap(NULL, size, PROT_READ | PROT_WRITE, MAP_SHARED, ring.fd, IORING_OFF_SQ_RING);
  ring.requests = mmap(NULL, REQUESTS * sizeof(*ring.requests), PROT_READ | PROT_WRITE, MAP_SHARED, ring.fd, IORING_OFF_SQES);
  if (queue == MAP_FAILED || (void *)ring.requests == MAP_FAILED) exit(1);
  ring.tail = (unsigned *)(queue + parameters.sq_off.tail);
  ring.head = (unsigned *)(queue + parameters.cq_off.head);
  ring.results = (unsigned *)(queue + parameters.cq_off.tail);
  for (unsigned i = 0; i < REQUESTS; i++) {
    ((unsigned *)(queue + parameters.sq_off.array))[i] = i;
    ring.requests[i] = (struct io_uring_sqe){
        .opcode = IORING_OP_OPENAT, .fd = AT_FDCWD, .addr = (unsigned long)"/etc/hostname", .file_index = i + 1};
  }
}

static void uring(void) {
  if (ring.fd < 0) set_up_ring();
  __atomic_store_n(ring.tail, *ring.tail + REQUESTS, __ATOMIC_RELEASE);
  syscall(SYS_io_uring_enter, ring.fd, REQUESTS, REQUESTS, IORING_ENTER_GETEVENTS, NULL, 0);
  __atomic_store_n(ring.head, __atomic_load_n(ring.results, __ATOMIC_ACQUIRE), __ATOMIC_RELEASE);
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
  struct timespec used;
  clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &used);
  printf("%ld %.0f\n", rounds, (used.tv_sec * 1e9 + used.tv_nsec) / rounds);
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
