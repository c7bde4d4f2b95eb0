package org.eyas.linux.libc;

import com.sun.jna.Pointer;
import java.nio.ByteBuffer;

/** Memory of the kernel that is mapped into this process, and a little-endian buffer over it. */
public record Mapping(Pointer address, ByteBuffer buffer) {}
