package org.eyas.linux.libc;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Memory of the kernel's that is mapped into this process: a little-endian buffer over it. */
public record Mapping(Pointer address, ByteBuffer buffer) {}
