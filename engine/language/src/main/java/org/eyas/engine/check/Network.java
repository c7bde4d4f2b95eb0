package org.eyas.engine.check;

import org.eyas.api.data.Text;

/**
 * An IPv4 or IPv6 network.
 *
 * @param address 4 or 16 bytes
 * @param prefix the number of leading bits that are compared
 */
public record Network(Text address, int prefix) {}
