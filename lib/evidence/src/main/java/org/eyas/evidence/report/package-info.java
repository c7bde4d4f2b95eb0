/** The report for auditors: what the engine's records say about a span of time, as JSON and as a page. */
@NullMarked
package org.eyas.evidence.report;

import org.jspecify.annotations.NullMarked;
