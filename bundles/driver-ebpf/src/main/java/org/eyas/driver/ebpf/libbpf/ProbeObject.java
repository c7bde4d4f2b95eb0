package org.eyas.driver.ebpf.libbpf;

import com.sun.jna.Memory;
import com.sun.jna.Pointer;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The probe in libbpf: first opened, then loaded, then attached. Closing it removes everything from the kernel. */
public final class ProbeObject implements AutoCloseable {
  private static final int ARRAY = 2;
  private static final int RINGBUF = 27;

  private final Pointer object;
  private final Map<String, Pointer> links = new HashMap<>();
  private final Memory image; // libbpf may read it as long as the object is open

  private ProbeObject(Pointer object, Memory image) {
    this.object = object;
    this.image = image;
  }

  /**
   * Opens the object file. Nothing is loaded into the kernel yet.
   *
   * @throws ProbeException if libbpf cannot read the file
   */
  public static ProbeObject open(byte[] file) throws ProbeException {
    Memory image = new Memory(file.length);
    image.write(0, file, 0, file.length);
    Pointer object = Libbpf.bpf_object__open_mem(image, file.length, null);
    if (object == null) {
      throw new ProbeException("libbpf cannot open the probe: " + LibbpfLog.last());
    }
    return new ProbeObject(object, image);
  }

  public void entries(String map, int entries) {
    Libbpf.bpf_map__set_max_entries(map(map), entries);
  }

  /** Sets the size of the values of an array map. */
  public void valueBytes(String map, int bytes) {
    Libbpf.bpf_map__set_value_size(map(map), bytes);
  }

  /** Excludes programs from loading. */
  public void leaveOut(Set<String> programs) {
    programs.forEach(name -> Libbpf.bpf_program__set_autoload(program(name), (byte) 0));
  }

  /** Loads maps and programs. Returns 0 or a negative errno; {@link LibbpfLog} knows which program failed. */
  public int load() {
    return Libbpf.bpf_object__load(object);
  }

  /** Attaches a loaded program to its tracepoint until it is detached or the object is closed. */
  public boolean attach(String program) {
    Pointer link = Libbpf.bpf_program__attach(program(program));
    if (link != null) {
      links.put(program, link);
    }
    return link != null;
  }

  /** Detaches a program if it is attached. It stays loaded. */
  public void detach(String program) {
    Pointer link = links.remove(program);
    if (link != null) {
      Libbpf.bpf_link__destroy(link);
    }
  }

  /** The descriptor of the link by which a program is attached. */
  public int linkFd(String program) {
    return Libbpf.bpf_link__fd(found(links.get(program), program));
  }

  public int programFd(String program) {
    return Libbpf.bpf_program__fd(program(program));
  }

  public int mapFd(String map) {
    return Libbpf.bpf_map__fd(map(map));
  }

  /** The memory of a section of global data, which the probe shares. */
  public ByteBuffer section(String name) {
    Memory size = new Memory(8);
    Pointer memory = Libbpf.bpf_map__initial_value(map(name), size);
    if (memory == null) {
      throw new IllegalStateException("the probe has no section " + name);
    }
    return memory.getByteBuffer(0, size.getLong(0)).order(ByteOrder.LITTLE_ENDIAN);
  }

  /** Makes a BPF ring buffer. Returns its descriptor, which the caller has to close, or a negative errno. */
  public static int createRing(String name, int bytes) {
    return Libbpf.bpf_map_create(RINGBUF, name, 0, 0, bytes, null);
  }

  /**
   * Makes a map that has one text, which nobody can change any more. Returns its descriptor, which the caller has to close.
   *
   * @throws ProbeException if the kernel refuses
   */
  public static int createText(String name, String text) throws ProbeException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    int fd = Libbpf.bpf_map_create(ARRAY, name, 4, bytes.length, 1, null);
    if (fd < 0) {
      throw new ProbeException("there is no memory for the map " + name + " (errno " + -fd + ")");
    }
    try (Memory key = new Memory(4); Memory value = new Memory(bytes.length)) {
      key.setInt(0, 0);
      value.write(0, bytes, 0, bytes.length);
      Libbpf.bpf_map_update_elem(fd, key, value, 0);
      Libbpf.bpf_map_freeze(fd);
    }
    return fd;
  }

  /**
   * The text of a map that {@link #createText} made.
   *
   * @param bytes the length of the text
   */
  public static String text(int map, int bytes) {
    try (Memory key = new Memory(4); Memory value = new Memory(bytes)) {
      key.setInt(0, 0);
      value.clear();
      Libbpf.bpf_map_lookup_elem(map, key, value);
      return new String(value.getByteArray(0, bytes), StandardCharsets.UTF_8);
    }
  }

  /** Stores the descriptor of a map or program at a place of a map of maps or programs. */
  public void put(String map, int place, int fd) {
    Memory key = new Memory(4);
    Memory value = new Memory(4);
    key.setInt(0, place);
    value.setInt(0, fd);
    int result = Libbpf.bpf_map_update_elem(mapFd(map), key, value, 0);
    if (result != 0) {
      throw new IllegalStateException("cannot set " + map + "[" + place + "]: errno " + -result);
    }
  }

  /**
   * Stores the descriptors of maps in a map of maps, from the first place on. It does so in one call if the kernel
   * supports that, because the kernel waits for all running programs before each such call returns.
   */
  public void putAll(String map, int[] fds) {
    try (Memory keys = new Memory(4L * fds.length); Memory values = new Memory(4L * fds.length); Memory count = new Memory(4)) {
      for (int place = 0; place < fds.length; place++) {
        keys.setInt(4L * place, place);
      }
      values.write(0, fds, 0, fds.length);
      count.setInt(0, fds.length);
      if (Libbpf.bpf_map_update_batch(mapFd(map), keys, values, count, null) == 0) {
        return;
      }
    }
    for (int place = 0; place < fds.length; place++) {
      put(map, place, fds[place]);
    }
  }

  /** Stores a loaded program in a program array. */
  public void putProgram(String map, int place, String program) {
    put(map, place, Libbpf.bpf_program__fd(program(program)));
  }

  /**
   * Freezes a map: from now on no program can change it, not even this one. Has no effect in kernels without this
   * function.
   */
  public void freeze(String map) {
    Libbpf.bpf_map_freeze(mapFd(map));
  }

  /** The number of runs and the run time of a loaded program. */
  public ProgramInfo info(String program) {
    return ProgramInfo.of(Libbpf.bpf_program__fd(program(program)));
  }

  private Pointer map(String name) {
    return found(Libbpf.bpf_object__find_map_by_name(object, name), name);
  }

  private Pointer program(String name) {
    return found(Libbpf.bpf_object__find_program_by_name(object, name), name);
  }

  private static Pointer found(@Nullable Pointer pointer, String name) {
    if (pointer == null) {
      throw new IllegalStateException("the probe has no '" + name + "'");
    }
    return pointer;
  }

  @Override
  public void close() {
    links.values().forEach(Libbpf::bpf_link__destroy);
    links.clear();
    Libbpf.bpf_object__close(object);
    image.close();
  }
}
