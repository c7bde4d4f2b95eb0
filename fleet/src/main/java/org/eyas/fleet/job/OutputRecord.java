package org.eyas.fleet.job;

/**
 * A record that the job writes: an alert of the fleet, or a record that cannot be used.
 *
 * @param key the name of the rule, or the place of the bad record
 * @param json the alert, or the record with the reason
 */
public record OutputRecord(String key, String json) {}
