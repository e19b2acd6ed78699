/// The reference backend: scalar, obvious, and the oracle by which every other backend is tested.
package org.lanewise.backend.reference;
