// Impl
