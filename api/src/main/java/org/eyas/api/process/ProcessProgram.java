package org.eyas.api.process;

import org.eyas.api.data.Bytes;
import org.osgi.annotation.versioning.ProviderType;

/** The program that a thread runs, and its arguments: a part of {@link ProcessInfo}, which says how long it is valid. */
@ProviderType
public interface ProcessProgram {
  /** The name that the kernel stores, at most 15 bytes. */
  Bytes comm();

  /** The first argument (argv[0]), which the caller of the program chose. */
  Bytes exe();

  /** The path of the executable. */
  Bytes exepath();

  /** The arguments after the first, each followed by a zero byte. */
  Bytes rawArgs();

  /** The number of arguments in {@link #rawArgs}. */
  int argCount();

  /** The arguments after the first, separated by spaces. */
  Bytes args();

  /** {@link #comm} and {@link #args}, separated by a space. */
  Bytes cmdline();
}
