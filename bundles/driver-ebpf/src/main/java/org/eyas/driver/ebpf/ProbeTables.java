package org.eyas.driver.ebpf;

import org.eyas.recipe.RecipeTable;
import org.eyas.recipe.SyscallNumbers;

/** The tables that the probe gets after the kernel has verified it: the numbers of the system calls, and the recipes of their events. */
record ProbeTables(SyscallNumbers numbers, RecipeTable recipes) {
  static ProbeTables ofMachine() {
    SyscallNumbers numbers = SyscallNumbers.of(System.getProperty("os.arch"));
    return new ProbeTables(numbers, new RecipeTable(numbers));
  }
}
