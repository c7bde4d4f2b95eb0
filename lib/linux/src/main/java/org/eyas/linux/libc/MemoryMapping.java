package org.eyas.linux.libc;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** A part of a file that is mapped into this process as memory, with a little-endian buffer over it. */
public record MemoryMapping(Pointer address, ByteBuffer buffer) {}
