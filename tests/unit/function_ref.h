// Something to call, handed to a function that is no template.
// SPDX-License-Identifier: GPL-2.0-or-later
#pragma once

namespace ikev2::tests {

template <typename Signature>
class FunctionRef;

/// Refers to an object that can be called, and that must outlive it.
template <typename Result, typename Argument>
class FunctionRef<Result(Argument)> {
  public:
    template <typename Callable>
    explicit FunctionRef(Callable& callable)
        : callable_(&callable), call_([](void* object, Argument argument) -> Result {
              return (*static_cast<Callable*>(object))(argument);
          }) {}

    Result operator()(Argument argument) const { return call_(callable_, argument); }

  private:
    void* callable_;
    Result (*call_)(void* object, Argument argument);
};

}  // namespace ikev2::tests
