package org.eyas.driver.ptrace.kernel;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.VarHandle;

/**
 * Finds functions and variables of the C library. The first parameter of a function is the memory that receives errno.
 */
@SuppressWarnings("restricted") // the types of the functions are those of their manual pages
final class LibcFunction {
  static final StructLayout ERRNO_LAYOUT = Linker.Option.captureStateLayout();

  private static final Linker LINKER = Linker.nativeLinker();
  private static final Linker.Option ERRNO = Linker.Option.captureCallState("errno");
  private static final VarHandle ERRNO_VALUE = ERRNO_LAYOUT.varHandle(PathElement.groupElement("errno"));
  private static final int MOST_TEXT = 4096;

  private LibcFunction() {}

  static MethodHandle of(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(address(name), type, ERRNO);
  }

  /** A function with a variable number of arguments. */
  static MethodHandle variadic(String name, int fixed, FunctionDescriptor type) {
    return LINKER.downcallHandle(address(name), type, ERRNO, Linker.Option.firstVariadicArg(fixed));
  }

  /** A function that sets no errno and returns at once. */
  static MethodHandle plain(String name, FunctionDescriptor type) {
    return LINKER.downcallHandle(address(name), type);
  }

  /** The value of a variable that is an address. */
  static MemorySegment pointer(String name) {
    return address(name).reinterpret(ADDRESS.byteSize()).get(ADDRESS, 0);
  }

  /** The text at an address that a function returned. */
  static String text(MemorySegment address) {
    return address.reinterpret(MOST_TEXT).getString(0);
  }

  static MemorySegment address(String name) {
    return LINKER.defaultLookup()
        .find(name)
        .orElseThrow(() -> new UnsatisfiedLinkError("the C library has no function " + name));
  }

  static int errno(MemorySegment state) {
    return (int) ERRNO_VALUE.get(state, 0L);
  }

  /** Wraps an exception that a C function cannot throw. The compiler does not know that. */
  static IllegalStateException impossible(Throwable e) {
    return new IllegalStateException("a function of the C library threw an exception", e);
  }
}
