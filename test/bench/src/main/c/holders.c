/* Processes that hold open files, until they are killed. usage: holders PROCESSES FILES
 * Prints "ready" when all have opened theirs. They end with their parent. */
#include <fcntl.h>
#include <signal.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

static int hold(int files) {
  prctl(PR_SET_PDEATHSIG, SIGKILL);
  for (int i = 0; i < files; i++) {
    if (open("/etc/hostname", O_RDONLY) < 0) return 1;
  }
  raise(SIGSTOP); /* tells the parent that it is ready */
  for (;;) pause();
}

int main(int argc, char **argv) {
  if (argc != 3) {
    fprintf(stderr, "usage: holders PROCESSES FILES\n");
    return 2;
  }
  int processes = atoi(argv[1]), files = atoi(argv[2]), status;
  struct rlimit most = {files + 16, files + 16};
  if (setrlimit(RLIMIT_NOFILE, &most) < 0) return perror("setrlimit"), 1;
  for (int i = 0; i < processes; i++) {
    pid_t child = fork();
    if (child == 0) _exit(hold(files));
    if (child < 0 || waitpid(child, &status, WUNTRACED) != child || !WIFSTOPPED(status)) return perror("holders"), 1;
  }
  puts("ready");
  fflush(stdout);
  for (;;) pause();
}
