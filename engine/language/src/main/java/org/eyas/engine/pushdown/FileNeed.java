package org.eyas.engine.pushdown;

import org.eyas.api.pushdown.KeptFiles;

/**
 * Why a rule needs files that were opened earlier.
 *
 * @param files which files: directories or all
 * @param reason the rule, and the first of its fields that needs them, for people
 */
public record FileNeed(KeptFiles files, String reason) {}
