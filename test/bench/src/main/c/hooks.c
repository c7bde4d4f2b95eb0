/* Runs a command while programs are attached. usage: hooks OBJECT NAME COMMAND...
 * Attaches the programs of an object file whose names begin with NAME. Exits with 3 if the kernel refuses one. */
#include <bpf/libbpf.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

enum { USAGE = 2, REFUSED = 3 };

static int no_messages(enum libbpf_print_level level, const char *format, va_list arguments) { return 0; }

static int attach(struct bpf_object *object, const char *name) {
  struct bpf_program *program;
  bpf_object__for_each_program(program, object) {
    bpf_program__set_autoload(program, strncmp(bpf_program__name(program), name, strlen(name)) == 0);
  }
  if (bpf_object__load(object) != 0) return REFUSED;
  bpf_object__for_each_program(program, object) {
    if (bpf_program__autoload(program) && bpf_program__attach(program) == NULL) return REFUSED;
  }
  return 0;
}

int main(int argc, char **argv) {
  if (argc < 4) {
    fprintf(stderr, "usage: hooks OBJECT NAME COMMAND...\n");
    return USAGE;
  }
  libbpf_set_print(no_messages);
  struct bpf_object *object = bpf_object__open_file(argv[1], NULL);
  if (object == NULL || attach(object, argv[2]) != 0) return REFUSED;
  pid_t child = fork(); /* the programs are attached as long as this process lives */
  if (child == 0) {
    execv(argv[3], argv + 3);
    _exit(127);
  }
  int status;
  if (child < 0 || waitpid(child, &status, 0) != child) return 1;
  return WIFEXITED(status) ? WEXITSTATUS(status) : 1;
}
