package org.eyas.api.source;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class CaptureTest {
  private static final class Plain implements Capture {
    @Override
    public int poll(EventSink sink, int limit) {
      return END;
    }

    @Override
    public CaptureStats stats() {
      return new CaptureStats(0, 0);
    }

    @Override
    public void close() {}
  }

  private static StateSink failing() {
    return (StateSink) Proxy.newProxyInstance(StateSink.class.getClassLoader(), new Class<?>[] {StateSink.class},
        (proxy, method, arguments) -> {
          throw new AssertionError("nothing may be reported, but " + method.getName() + " was");
        });
  }

  private static List<Method> methods() {
    return Arrays.stream(Capture.class.getMethods()).filter(method -> !Modifier.isStatic(method.getModifiers())).toList();
  }

  @Test
  void aCaptureWithoutAbilitiesReportsAndKnowsNothing() throws SourceException {
    Capture plain = new Plain();
    plain.snapshot(failing());
    plain.follow(failing());
    plain.changeRequest(new CaptureRequest(Set.of(), Map.of()));
    plain.askClasses(tid -> {
      throw new AssertionError("nothing may be asked");
    });
    plain.reportThread(1, failing());
    assertEquals(0, plain.startNanos(1, 1), "not known is not the same as gone");
    assertEquals(Capture.NO_FILE, plain.reportFiles(1, 0, failing()));
    assertEquals(CaptureDetails.NONE, plain.details());
  }

  @Test
  void aWrapperPassesEveryCallOn() throws Exception {
    List<Method> passed = new ArrayList<>();
    Capture target = (Capture) Proxy.newProxyInstance(Capture.class.getClassLoader(), new Class<?>[] {Capture.class},
        (proxy, method, arguments) -> {
          passed.add(method);
          return method.getReturnType() == boolean.class ? (Object) false
              : method.getReturnType() == int.class ? (Object) 0 : method.getReturnType() == long.class ? 0L : null;
        });
    Capture wrapper = new ForwardingCapture() {
      @Override
      protected Capture target() {
        return target;
      }
    };
    for (Method method : methods()) {
      method.invoke(wrapper, Arrays.stream(method.getParameterTypes())
          .map(type -> type == long.class ? (Object) 0L : type == int.class ? (Object) 0 : null).toArray());
    }
    assertEquals(methods(), passed);
  }
}
