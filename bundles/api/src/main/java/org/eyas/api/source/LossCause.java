package org.eyas.api.source;

/** Why a source lost an event. Where a buffer was full it also tells what kind of event it was. */
public enum LossCause {
  BUFFER_CLONE_FORK("buffer_clone_fork_exit"),
  BUFFER_EXECVE("buffer_execve_exit"),
  BUFFER_CONNECT("buffer_connect_exit"),
  BUFFER_OPEN("buffer_open_exit"),
  BUFFER_DIR_FILE("buffer_dir_file_exit"),
  BUFFER_OTHER("buffer_other_interest_exit"),
  BUFFER_CLOSE("buffer_close_exit"),
  BUFFER_PROC("buffer_proc_exit"),
  /** It was larger than the memory in which it is put together. */
  SCRATCH_MAP("scratch_map"),
  /** Memory of the traced program could not be read. */
  PAGE_FAULTS("page_faults"),
  /** The source itself is at fault. */
  BUG("bug");

  private final String label;

  LossCause(String label) {
    this.label = label;
  }

  /** As Falco's counters call it, without {@code n_drops_}. */
  public String label() {
    return label;
  }

  /** Whether a full buffer was the cause. */
  public boolean isBuffer() {
    return compareTo(SCRATCH_MAP) < 0;
  }
}
