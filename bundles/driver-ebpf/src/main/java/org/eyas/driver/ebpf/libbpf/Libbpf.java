package org.eyas.driver.ebpf.libbpf;

import com.sun.jna.Callback;
import com.sun.jna.Native;
import com.sun.jna.NativeLibrary;
import com.sun.jna.Pointer;
import org.jspecify.annotations.Nullable;

/** The functions of libbpf.so.1 that the loader calls, under their original names. */
final class Libbpf {
  static final String LIBRARY = "libbpf.so.1";

  static {
    Native.register(Libbpf.class, NativeLibrary.getInstance(LIBRARY));
  }

  private Libbpf() {}

  /** Receives messages of libbpf. {@code arguments} is a C va_list. */
  interface Printer extends Callback {
    int print(int level, String format, Pointer arguments);
  }

  static native @Nullable Pointer libbpf_set_print(@Nullable Printer printer);

  static native @Nullable Pointer bpf_object__open_mem(Pointer bytes, long length, @Nullable Pointer options);

  static native int bpf_object__load(Pointer object);

  static native void bpf_object__close(Pointer object);

  static native @Nullable Pointer bpf_object__find_map_by_name(Pointer object, String name);

  static native @Nullable Pointer bpf_object__find_program_by_name(Pointer object, String name);

  static native int bpf_program__set_autoload(Pointer program, byte load);

  static native int bpf_program__fd(Pointer program);

  static native @Nullable Pointer bpf_program__attach(Pointer program);

  static native int bpf_link__destroy(Pointer link);

  static native int bpf_map__set_max_entries(Pointer map, int entries);

  static native int bpf_map__set_value_size(Pointer map, int bytes);

  static native int bpf_map__fd(Pointer map);

  static native @Nullable Pointer bpf_map__initial_value(Pointer map, Pointer size);

  static native int bpf_map_create(
      int type, String name, int keyBytes, int valueBytes, int entries, @Nullable Pointer options);

  static native int bpf_obj_get_info_by_fd(int fd, Pointer info, Pointer length);

  static native int bpf_obj_pin(int fd, String path);

  static native int bpf_obj_get(String path);

  static native int bpf_link__fd(Pointer link);

  static native int bpf_map_lookup_elem(int map, Pointer key, Pointer value);

  static native int bpf_map_freeze(int map);

  static native int bpf_map_update_elem(int map, Pointer key, Pointer value, long flags);

  static native int bpf_map_update_batch(int map, Pointer keys, Pointer values, Pointer count, @Nullable Pointer options);
}
