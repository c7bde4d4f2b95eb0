package org.eyas.api.process;

import org.eyas.api.data.Text;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * A thread in the engine's table; its {@link #leader} stands for the whole process. It is a live view that only the loop's thread
 * may read, and only until the call that passed it returns. The same holds for its parts: {@link #ids}, {@link #program} and so on.
 *
 * <p>Ids are those of the host's pid namespace; methods whose name begins with {@code v} return the id in the thread's own
 * namespace. An unknown id is -1. Sizes are in kB, times in nanoseconds since the epoch. An unknown text is {@link Text#EMPTY}.
 * No method allocates, except that {@link ProcessProgram#args} and {@link ProcessProgram#cmdline} build their text at the first
 * call and keep it.
 */
@ProviderType
public interface ProcessInfo {
  /** Whether the thread is in the table. If not, all values except {@link #tid} are empty. */
  boolean known();

  long tid();

  /** The id of the process, which is the id of its main thread. */
  long pid();

  /** The main thread of this process; for a main thread the object itself. Not {@link #known} if it is not in the table. */
  ProcessInfo leader();

  /** The parent. Not {@link #known} if there is none in the table. */
  ProcessInfo parent();

  /** The thread with an id. Not {@link #known} if there is none in the table. */
  ProcessInfo byTid(long tid);

  ProcessIds ids();

  ProcessThreads threads();

  ProcessProgram program();

  ProcessPlace place();

  Credentials credentials();

  /**
   * The effective user id of the process just before it executed its program: the account of the caller, if the program is
   * set-uid. 0xffffffff if it has not executed a program since the first event.
   */
  long uidBeforeExec();

  ProcessUsage usage();

  ExeFile exeFile();

  ProcessDescriptors descriptors();

  /** The value that an enricher attached with this key; null if there is none. */
  @Nullable
  Object attachment(AttachmentKey<?> key);
}
