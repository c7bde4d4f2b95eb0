/* Programs that do nothing, for test/bench/hooks. The names say which calls run them. */
#define SEC(name) __attribute__((section(name), used))

char _license[] SEC("license") = "Dual BSD/GPL";

SEC("tp_btf/sys_exit") int all_calls(void *context) { return 0; }

SEC("fexit/__x64_sys_write") int only_write(void *context) { return 0; }
