package org.eyas.kube;

import java.util.List;

/** Takes the objects of one resource. Called by the thread of its {@link ListWatch}, one call after another; it may take a lock. */
public interface Changes {
  /** All objects that there are; others no longer are. Comes first, and again when the changes in between are not known. */
  void listed(List<KubeObject> all);

  /** An object is new or has changed. */
  void put(KubeObject object);

  void removed(KubeObject object);

  /** Objects are not known, or no longer up to date: the text says why. Comes after each attempt that fails. */
  void failed(String problem);

  /** The server answers. */
  void works();
}
