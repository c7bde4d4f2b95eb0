package org.eyas.api.process;

import org.eyas.api.data.Bytes;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The environment, directories and cgroups of a thread: a part of {@link ProcessInfo}, which says how long it is valid.
 */
@ProviderType
public interface ProcessPlace {
  /** The environment: entries NAME=value, each followed by a zero byte. */
  Bytes rawEnv();

  /** The current directory, with a slash at the end. */
  Bytes cwd();

  /** The root directory of the process if it differs from the host's. */
  Bytes root();

  /** The cgroups: entries subsystem=path, each followed by a zero byte. */
  Bytes rawCgroups();
}
