package org.eyas.output.kafka;

import org.eyas.payload.PayloadMessage;

/**
 * A record of a topic.
 *
 * @param key records with the same key arrive in order
 */
record KeyedMessage(String key, PayloadMessage message) {}
