package org.eyas.engine.state.io;

import org.eyas.engine.state.descriptor.FdPool;
import org.eyas.engine.state.descriptor.LocalAddresses;
import org.eyas.engine.state.descriptor.SocketNames;

/** The objects that the updaters of sockets share. */
public record SocketUpdaterContext(LocalAddresses interfaces, SocketNames names, FdPool pool) {}
