package org.eyas.api.source;

/**
 * The cause for which a source lost an event. The names {@code BUFFER_...} mean that a buffer was full, and say what
 * kind of event was lost.
 */
public enum LossCause {
  BUFFER_CLONE_FORK("buffer_clone_fork_exit"),
  BUFFER_EXECVE("buffer_execve_exit"),
  BUFFER_CONNECT("buffer_connect_exit"),
  BUFFER_OPEN("buffer_open_exit"),
  BUFFER_DIR_FILE("buffer_dir_file_exit"),
  BUFFER_OTHER("buffer_other_interest_exit"),
  BUFFER_CLOSE("buffer_close_exit"),
  BUFFER_PROC("buffer_proc_exit"),
  /** The event was larger than the memory in which it is assembled. */
  SCRATCH_MAP("scratch_map"),
  /** Memory of the traced program could not be read. */
  PAGE_FAULTS("page_faults"),
  /** An error in the source itself. */
  BUG("bug");

  private final String label;

  LossCause(String label) {
    this.label = label;
  }

  /** The name of Falco's counter, without {@code n_drops_}. */
  public String label() {
    return label;
  }

  /** Whether the cause was a full buffer. */
  public boolean isBuffer() {
    return compareTo(SCRATCH_MAP) < 0;
  }
}
