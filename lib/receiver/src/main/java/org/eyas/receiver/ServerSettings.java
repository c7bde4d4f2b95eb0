package org.eyas.receiver;

import java.net.InetSocketAddress;

/**
 * The settings of a {@link BatchServer}.
 *
 * @param address port 0 means any free port
 * @param path the path that senders use: {@code /k8s-audit}. {@code /k8s-audit/NAME} gives the sender a name
 */
public record ServerSettings(InetSocketAddress address, String path, Access access, Limits limits) {}
