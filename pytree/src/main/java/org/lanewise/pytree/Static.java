package org.lanewise.pytree;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Makes a record component part of the tree's structure instead of one of its children.
///
/// The component's value is compared by `equals` (Java arrays by content) when structures are
/// compared, printed in the structure, and carried over unchanged by [Tree#map]:
///
/// ```java
/// record Layer(Array weight, Array bias, @Static Activation activation) {}
/// ```
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.RECORD_COMPONENT)
public @interface Static {}
