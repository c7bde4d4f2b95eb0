package org.eyas.enricher.container.lookup;

import org.eyas.enricher.container.reading.LookupHealth;

/** Where look-ups report what they did, and what goes wrong. */
public record LookupReports(LookupCounts counts, LookupHealth health) {}
