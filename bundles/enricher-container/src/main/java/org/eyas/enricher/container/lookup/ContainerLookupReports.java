package org.eyas.enricher.container.lookup;

import org.eyas.enricher.container.reading.LookupHealth;

/** The objects to which look-ups report their results and their problems. */
public record ContainerLookupReports(ContainerLookupCounts counts, LookupHealth health) {}
