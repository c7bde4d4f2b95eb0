package org.eyas.kube;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Keeps what a {@link ListWatch} reports: the objects as they are now, and the calls. */
final class Recorder implements ObjectChangeListener {
  final Map<String, KubeObject> objects = new TreeMap<>();
  final List<String> problems = new ArrayList<>();
  final List<String> calls = new ArrayList<>();
  private boolean works;

  @Override
  public synchronized void listed(List<KubeObject> all) {
    calls.add("listed " + all.size());
    objects.clear();
    all.forEach(object -> objects.put(object.id().uid(), object));
  }

  @Override
  public synchronized void put(KubeObject object) {
    calls.add("put " + object.id().name());
    objects.put(object.id().uid(), object);
  }

  @Override
  public synchronized void removed(KubeObject object) {
    calls.add("removed " + object.id().name());
    objects.remove(object.id().uid());
  }

  @Override
  public synchronized void failed(String problem) {
    problems.add(problem);
    works = false;
  }

  @Override
  public synchronized void answered() {
    works = true;
  }

  synchronized boolean hasWorked() {
    return works;
  }

  synchronized List<String> calls() {
    return List.copyOf(calls);
  }

  synchronized List<String> problems() {
    return List.copyOf(problems);
  }

  synchronized Map<String, KubeObject> objects() {
    return new TreeMap<>(objects);
  }

  synchronized List<String> names() {
    return objects.values().stream().map(object -> object.id().name()).sorted().toList();
  }
}
