package org.eyas.testkit.fuzz;

import java.util.List;
import java.util.Random;

/** A part of the program that is fed with damaged inputs. Used by one thread. */
public interface FuzzTarget extends AutoCloseable {
  /**
   * Makes one damaged input and feeds it.
   *
   * @param random the source of the damage; the same seed makes the same input each time
   * @return the problems, one line each; empty if the input was read or rejected properly
   * @throws Exception an exception that must not leave the program; counts as wrong too
   */
  List<String> feed(Random random) throws Exception;

  @Override
  void close() throws Exception;
}
