package org.lanewise.pytree;

import java.lang.invoke.MethodHandles;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;

/// Finds a lookup that may read and construct a record: our own, where the record's package is open
/// to us (always so on the class path); one that the user handed over; the public one.
final class RecordAccess {
  private static final Map<Module, MethodHandles.Lookup> ALLOWED =
      Collections.synchronizedMap(new WeakHashMap<>());

  /// A use of a lookup.
  @FunctionalInterface
  interface Use<R> {
    R with(MethodHandles.Lookup lookup) throws IllegalAccessException, NoSuchMethodException;
  }

  private RecordAccess() {}

  static void allow(MethodHandles.Lookup lookup) {
    if (!lookup.hasFullPrivilegeAccess()) {
      throw new TreeException(
          "`Tree.allow`: the lookup "
              + lookup
              + " has not full access. Pass `MethodHandles.lookup()`, called in your own module.");
    }
    ALLOWED.put(lookup.lookupClass().getModule(), lookup);
  }

  static <R> R open(Class<?> type, Use<R> use) {
    MethodHandles.Lookup own = MethodHandles.lookup();
    own.lookupClass().getModule().addReads(type.getModule());
    List<MethodHandles.Lookup> candidates = new ArrayList<>();
    MethodHandles.Lookup allowed = ALLOWED.get(type.getModule());
    if (allowed != null) {
      candidates.add(allowed);
    }
    candidates.add(own);
    ReflectiveOperationException refusal = new IllegalAccessException();
    for (MethodHandles.Lookup candidate : candidates) {
      try {
        return use.with(MethodHandles.privateLookupIn(type, candidate));
      } catch (IllegalAccessException | NoSuchMethodException e) {
        refusal = e;
      }
    }
    try {
      return use.with(MethodHandles.publicLookup());
    } catch (IllegalAccessException | NoSuchMethodException _) {
      throw refused(type, refusal);
    }
  }

  private static PathFailure refused(Class<?> type, Throwable refusal) {
    Module module = type.getModule();
    String packageName = type.getPackageName();
    String receiver = RecordAccess.class.getModule().getName();
    String to = receiver == null ? "" : " to " + receiver;
    return new PathFailure(
        place ->
            "the record "
                + Nodes.typeName(type)
                + " "
                + place
                + " cannot be opened, since the package "
                + packageName
                + " of module "
                + module.getName()
                + " is not open. Add `opens "
                + packageName
                + to
                + ";` to its module-info, or call `Tree.allow(MethodHandles.lookup())` in that"
                + " module once, or make the record public in an exported package.",
        refusal);
  }
}
