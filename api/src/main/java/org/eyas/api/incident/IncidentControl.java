package org.eyas.api.incident;

import java.util.List;
import java.util.Optional;
import org.eyas.api.config.RefusedException;
import org.osgi.annotation.versioning.ProviderType;

/** Lists the incidents of the running engine, and changes them. Any thread may call it. */
@ProviderType
public interface IncidentControl {
  /** The open incidents and the last closed ones, the newest first. */
  List<IncidentReport> incidents();

  /** An incident by its id, or by the id of one that became a part of it. */
  Optional<IncidentReport> find(String id);

  /**
   * Closes an open incident. Later steps begin another one.
   *
   * @throws RefusedException if there is no open incident with this id
   */
  void close(String id) throws RefusedException;

  /**
   * Closes an incident, if it is open, because a person says that it was harmless. For 30 days, an incident of which each step is of
   * the same rule and program as one of its steps is not reported. Alerts are sent as before.
   *
   * @throws RefusedException if there is no incident with this id
   */
  void closeAsHarmless(String id) throws RefusedException;

  /** The verdicts that have not ended, the oldest first. */
  List<IncidentVerdict> verdicts();

  /**
   * Ends a verdict.
   *
   * @throws RefusedException if there is none about this incident
   */
  void withdraw(String id) throws RefusedException;

  /**
   * Removes a step from an open incident, and all later steps of the same rule, program and object.
   *
   * @param step its number in the report, from 1
   * @return the removed step
   * @throws RefusedException if there is no open incident with this id, or no such step
   */
  IncidentStep unlink(String id, int step) throws RefusedException;
}
