package org.eyas.api.process;

import org.osgi.annotation.versioning.ProviderType;

/**
 * The file descriptors of a thread: a part of {@link ProcessInfo}, which says how long it is valid.
 *
 * <p>Opened files and directories are missing while no rule needs them, because their opens and closes may stay in the kernel. A rule whose
 * condition or output contains a field of another bundle needs them, unless the field is flagged {@code OF_PROCESS} or
 * {@code OF_ANCESTORS}. An {@link Enricher} cannot rely on them. Sockets, pipes and all other descriptors are always here.
 */
@ProviderType
public interface ProcessDescriptors {
  /** The file descriptor with a number. Not {@link FdInfo#known} if it is not in the table. */
  FdInfo fd(long number);

  /** Calls a visitor for each open file descriptor, in no particular order. */
  void forEachFd(FdVisitor visitor);

  /** The number of open file descriptors of the process. */
  long fdCount();

  /** The maximum number of open file descriptors. */
  long fdLimit();

  /** Called for one file descriptor after another. */
  interface FdVisitor {
    void onFd(FdInfo fd);
  }
}
