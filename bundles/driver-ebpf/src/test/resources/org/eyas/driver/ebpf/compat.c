// System calls by int 0x80, as a 32-bit program makes them. Pointers must lie in the low 4 GiB.
#include <string.h>
#include <sys/mman.h>

static long call32(long nr, long a, long b, long c) {
  long result;
  __asm__ volatile("int $0x80" : "=a"(result) : "a"(nr), "b"(a), "c"(b), "d"(c) : "memory", "r8", "r9", "r10", "r11");
  return result;
}

int main(void) {
  char *low = mmap(0, 4096, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_32BIT, -1, 0);
  strcpy(low, "/nowhere/low");
  call32(39, (long)low, 0751, 0);        // mkdir
  int *args = (int *)(low + 64);
  args[0] = 2, args[1] = 1, args[2] = 6;
  long fd = call32(102, 1, (long)args, 0); // socketcall: socket
  args[0] = fd, args[1] = 7;
  call32(102, 4, (long)args, 0);         // socketcall: listen
  return fd < 0;
}
